import { CircleAlert, CircleCheck } from 'lucide-react';
import { messages } from '../../../messages.ts';
import { sayDuration } from '../../../say/say-time.ts';
import type { WebhookFinding } from './use-webhook-test.ts';

const { finding: said } = messages.webhooks;

/** What came of a test, beside what was tested. */
export function TestFinding({ found }: { readonly found: WebhookFinding }) {
  const { is_delivered, http_status, error, duration_ms } = found;
  if (is_delivered) {
    return (
      <output className="finding finding-good">
        <CircleCheck size={16} />
        {said.delivered(sayDuration(duration_ms))}
      </output>
    );
  }
  return (
    <div className="problem" role="alert">
      <CircleAlert size={18} />
      <div className="wrap-anywhere">
        <p>
          {error} {http_status === null ? '' : said.status(http_status)}
        </p>
        <p>{said.remedy}</p>
      </div>
    </div>
  );
}
