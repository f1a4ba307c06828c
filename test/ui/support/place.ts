import type { Page } from '@playwright/test';

/** A page or dialog of a Latchport as `seed` leaves it, and how to get there. */
export interface Place {
  /** In kebab-case: the pictures are named after it. */
  readonly name: string;
  readonly path: string;
  readonly reach?: (page: Page) => Promise<unknown>;
  /** One that lies over a page. */
  readonly isDialog?: boolean;
}

/** The first button of this name. */
export const press =
  (label: RegExp) =>
  (page: Page): Promise<void> =>
    page.getByRole('button', { name: label }).first().click();

export const dialog = (name: string, path: string, reach?: Place['reach']): Place => ({
  name,
  path,
  isDialog: true,
  ...(reach === undefined ? {} : { reach }),
});
