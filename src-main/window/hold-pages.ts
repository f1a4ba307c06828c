import { app, type WebContents } from 'electron';

/**
 * Holds every page of the app, also one made by a mistake of ours: it cannot go anywhere, open a window
 * or embed a view. `openLink` gets what a link wanted to open.
 */
export function holdPages(openLink: (address: string) => void): void {
  app.on('web-contents-created', (_event, contents) => holdPage(contents, openLink));
}

function holdPage(contents: WebContents, openLink: (address: string) => void): void {
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url);
    return { action: 'deny' };
  });
}
