/** What a stand-in cannot show. The first four are tests of `real-electron.test.ts`; the others need eyes. */
export const onlyElectron: readonly string[] = [
  "the pages run in Chromium's sandbox",
  'the page and its preload live in worlds apart',
  'the private scheme is a secure origin of its own',
  'a permission a page asks for is refused by Chromium itself',
  'the fuses and the asar integrity of a package hold',
  'the tray, the menus and the notifications as the system draws them',
  'a signed update is installed, another is refused',
];
