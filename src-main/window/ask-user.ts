import { dialog } from 'electron';
import type { Ask } from '../bridge/confirm-call.ts';

/** Asks in a box of the system's. One at a time: what is wanted meanwhile counts as refused. */
export function createAsk(): Ask {
  let isAsking = false;
  return async ({ message, detail, yes }) => {
    if (isAsking) return false;
    isAsking = true;
    try {
      const { response } = await dialog.showMessageBox({
        type: 'warning',
        title: 'Latchport',
        message,
        detail,
        buttons: ['Cancel', yes],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      return response === 1;
    } finally {
      isAsking = false;
    }
  };
}
