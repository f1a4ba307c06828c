'use strict';
/**
 * Loaded into real Electron before the app (`-r`): notes what goes to the tray, the notifications and the
 * system, and answers the calls of driver-calls.ts on the real objects.
 */
const { app, BrowserWindow, clipboard, dialog, ipcMain, Menu, nativeTheme } = require('electron');
const { Notification, powerMonitor, session, shell, Tray } = require('electron');

const record = { tray: null, menu: null, toolTip: '', image: '', timesSet: 0 };
const notifications = [];
const opened = [];
const protocolClients = [];
const handlers = new Map();
const permissions = { request: null, check: null };

function wrap(target, name, before) {
  const original = target[name];
  target[name] = function wrapped(...args) {
    before.apply(this, args);
    return original.apply(this, args);
  };
}

wrap(Tray.prototype, 'setContextMenu', function note(menu) {
  record.tray = this;
  record.menu = menu;
  record.timesSet += 1;
});
wrap(Tray.prototype, 'setToolTip', (text) => {
  record.toolTip = text;
});
wrap(Tray.prototype, 'setImage', (image) => {
  record.image = String(image);
});
wrap(Notification.prototype, 'show', function note() {
  notifications.push(this);
});
wrap(ipcMain, 'handle', (channel, handler) => handlers.set(channel, handler));
wrap(app, 'setAsDefaultProtocolClient', (scheme) => protocolClients.push(scheme));
let box = null;
dialog.showMessageBox = ({ message, detail, buttons }) =>
  new Promise((resolve) => {
    box = { view: { message, detail, buttons }, resolve };
  });
shell.openExternal = async (address) => void opened.push(address);
app.once('ready', () => {
  const { defaultSession } = session;
  wrap(defaultSession, 'setPermissionRequestHandler', (handler) => {
    permissions.request = handler;
  });
  wrap(defaultSession, 'setPermissionCheckHandler', (handler) => {
    permissions.check = handler;
  });
});

const readMenu = (menu) =>
  (menu?.items ?? []).map((item) => ({
    label: item.label.replaceAll('&&', '&'),
    type: item.type,
    isEnabled: item.enabled,
    isChecked: item.checked,
    accelerator: item.accelerator ?? null,
    submenu: readMenu(item.submenu),
  }));

function clickMenu(menu, labels) {
  let items = menu?.items ?? [];
  for (const [depth, label] of labels.entries()) {
    const item = items.find((line) => line.label.replaceAll('&&', '&') === label);
    if (item === undefined) throw new Error(`The menu has no ${labels.join(' > ')}`);
    if (depth < labels.length - 1) {
      items = item.submenu?.items ?? [];
      continue;
    }
    if (!item.enabled) throw new Error(`${label} is disabled`);
    if (item.type === 'checkbox') item.checked = !item.checked;
    item.click();
  }
}

const firstWindow = () => BrowserWindow.getAllWindows()[0];

globalThis.latchportDriver = {
  tray: () => ({
    image: record.image,
    toolTip: record.toolTip,
    menu: readMenu(record.menu),
    timesSet: record.timesSet,
  }),
  clickTrayMenu: (labels) => clickMenu(record.menu, labels),
  clickTrayIcon: () => void record.tray.emit('click'),
  applicationMenu: () => readMenu(Menu.getApplicationMenu()),
  clickApplicationMenu: (labels) => clickMenu(Menu.getApplicationMenu(), labels),
  notifications: () => notifications.map(({ title, body }) => ({ title, body })),
  clickNotification: (title) =>
    void notifications.find((one) => one.title === title).emit('click', {}),
  clipboard: () => clipboard.readText(),
  copy: (text) => clipboard.writeText(text),
  openedLinks: () => opened,
  messageBox: () => box?.view ?? null,
  answerMessageBox: (label) => {
    const { view, resolve } = box;
    box = null;
    resolve({ response: view.buttons.indexOf(label), checkboxChecked: false });
  },
  emitPower: (event) => void powerMonitor.emit(event),
  setDark: (isDark) => {
    nativeTheme.themeSource = isDark ? 'dark' : 'light';
  },
  protocolClients: () => protocolClients,
  debugAddress: () => null,
  windows: () =>
    BrowserWindow.getAllWindows().map((window) => {
      const { preload: _preload, ...preferences } = window.webContents.getLastWebPreferences();
      return {
        address: window.webContents.getURL(),
        isVisible: window.isVisible(),
        timesFocused: window.isFocused() ? 1 : 0,
        bounds: window.getNormalBounds(),
        preferences,
      };
    }),
  closeWindow: () => firstWindow().close(),
  resize: (bounds) => firstWindow().setBounds(bounds),
  askPermission: (permission) => {
    let isGranted = permissions.request === null;
    permissions.request?.(firstWindow().webContents, permission, (answer) => {
      isGranted = answer;
    });
    return isGranted || (permissions.check?.(firstWindow().webContents, permission) ?? true);
  },
  invokeAs: ({ origin, isMainFrame }, channel, args) => {
    const senderFrame = { origin, parent: isMainFrame ? null : {} };
    return handlers.get(channel)({ sender: firstWindow().webContents, senderFrame }, ...args);
  },
  areRenderersSandboxed: () =>
    app
      .getAppMetrics()
      .filter(({ type }) => type === 'Tab')
      .every(({ sandboxed }) => sandboxed === true),
  quit: () => app.quit(),
};
