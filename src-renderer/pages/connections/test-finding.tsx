import { CircleCheck } from 'lucide-react';
import { Problem } from '../../components/problem.tsx';
import { messages } from '../../messages.ts';
import { sayFound } from '../../say/say-found.ts';
import type { ConnectionTest } from './use-connection-test.ts';

/** What a test found, where it was asked for. */
export function TestFinding({ test }: { readonly test: ConnectionTest }) {
  const { found, problem, isRunning } = test;
  if (isRunning) {
    return (
      <output className="finding">
        <span className="progress" />
        {messages.connections.testing}
      </output>
    );
  }
  if (problem !== null) return <Problem of={problem} />;
  if (found === null) return null;
  if (found.error !== null) return <Problem of={found.error} />;
  return (
    <output className="finding finding-good">
      <CircleCheck size={16} />
      {sayFound(found)}
    </output>
  );
}
