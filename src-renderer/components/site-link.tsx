import type { ReactNode } from 'react';
import { shellBridge } from '../engine/shell-bridge.ts';

/** A page of a provider's site. It opens beside this page and learns nothing of it. */
export function SiteLink({
  address,
  children,
}: {
  readonly address: string;
  readonly children: ReactNode;
}) {
  if (!address.startsWith('https://')) return children;
  return (
    <a
      className="site-link"
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      onClick={(event) => {
        const shell = shellBridge();
        if (shell === null) return;
        event.preventDefault();
        shell.openLink(address);
      }}
    >
      {children}
    </a>
  );
}
