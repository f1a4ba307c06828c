import { LogOut } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { useEngine } from '../../engine-context.ts';
import { messages } from '../../messages.ts';
import type { Status } from '../../use-status.ts';

const { doors: said } = messages.settings;

export function DoorsSection({ status }: { readonly status: Status }) {
  const { session } = useEngine();
  const { proxy, browser } = status;
  return (
    <section className="panel">
      <h2>{said.title}</h2>
      <div className="setting">
        <h3>{said.proxy}</h3>
        {proxy.addresses.map((address) => (
          <Address key={address} address={address} />
        ))}
        <p className="small soft">{said.proxyText}</p>
        <p className={proxy.is_exposed ? 'small warned' : 'small soft'}>
          {proxy.is_exposed ? said.exposed : said.notExposed} {said.proxyPort}
        </p>
      </div>
      <div className="setting">
        <h3>{said.browser}</h3>
        {browser.address === null ? null : <Address address={browser.address} />}
        <p className="small soft">
          {browser.address === null ? said.browserDesktop : said.browserText}
        </p>
        {session === null ? null : (
          <div className="buttons">
            <Button size="small" icon={<LogOut size={15} />} onClick={() => void session.signOut()}>
              {said.signOut}
            </Button>
            <span className="small soft">{said.signOutText}</span>
          </div>
        )}
      </div>
    </section>
  );
}

function Address({ address }: { readonly address: string }) {
  return (
    <div className="address">
      <code>{address}</code>
      <CopyButton text={address} thing={address} />
    </div>
  );
}
