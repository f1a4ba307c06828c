import { LogOut } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import { useStatus, type Status } from '../../engine/use-status.ts';
import { SettingsHead } from './settings-head.tsx';

const { doors: said } = messages.settings;

export function DoorsSection() {
  const { status } = useStatus();
  return (
    <>
      <SettingsHead of="doors" />
      {status === undefined ? null : (
        <>
          <ToolsDoor proxy={status.proxy} />
          <PageDoor address={status.browser.address} />
        </>
      )}
    </>
  );
}

function ToolsDoor({ proxy }: Pick<Status, 'proxy'>) {
  return (
    <section className="panel">
      <h2>{said.proxy}</h2>
      <p className="soft">{said.proxyText}</p>
      <ul>
        {proxy.addresses.map((address) => (
          <li key={address}>
            <Address address={address} />
          </li>
        ))}
      </ul>
      <p className={proxy.is_exposed ? 'warned' : ''}>
        {proxy.is_exposed ? said.exposed : said.notExposed}
      </p>
      <div className="setting">
        <h3>{said.otherPort}</h3>
        <p className="small soft">{said.otherPortText}</p>
        <pre className="wrap-anywhere">
          <code>{said.otherPortCommand}</code>
        </pre>
      </div>
    </section>
  );
}

function PageDoor({ address }: { readonly address: string | null }) {
  const { session } = useEngine();
  return (
    <section className="panel">
      <h2>{said.browser}</h2>
      {address === null ? null : <Address address={address} />}
      <p className="soft">{address === null ? said.browserDesktop : said.browserText}</p>
      {session === null ? null : (
        <div className="buttons">
          <Button size="small" icon={<LogOut size={15} />} onClick={() => void session.signOut()}>
            {said.signOut}
          </Button>
          <span className="small soft">{said.signOutText}</span>
        </div>
      )}
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
