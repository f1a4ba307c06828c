import type { ReactNode } from 'react';

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
        if (window.latchport === undefined) return;
        event.preventDefault();
        window.latchport.openLink(address);
      }}
    >
      {children}
    </a>
  );
}
