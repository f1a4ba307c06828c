import type { Page } from '@playwright/test';
import { dialog, press, type Place } from './place.ts';

const prices = '/settings/prices';
const webhooks = '/settings/webhooks';
const managementKeys = '/settings/management-keys';

export const settingsPlaces: readonly Place[] = [
  { name: 'settings', path: '/settings' },
  { name: 'doors', path: '/settings/doors' },
  { name: 'vault', path: '/settings/vault' },
  dialog('set-passphrase', '/settings/vault', press(/^Set a passphrase$/)),
  dialog('move-keys', '/settings/vault', press(/^Move to the k/)),
  { name: 'prices', path: prices, reach: findPrice },
  dialog('add-price', prices, press(/^Add a price$/)),
  dialog('change-price', prices, press(/^Change.*qwen/)),
  dialog('remove-price', prices, press(/^Remove.*qwen/)),
  { name: 'webhooks', path: webhooks },
  { name: 'webhook-tested', path: webhooks, reach: press(/^Send a test/) },
  dialog('new-webhook', webhooks, chooseEvents),
  dialog('webhook-secret', webhooks, makeWebhook),
  dialog('rotate-secret', webhooks, press(/^New secret: Team chat/)),
  dialog('change-webhook', webhooks, press(/^Change: Team chat/)),
  dialog('deliveries', webhooks, press(/^Deliveries: Team chat/)),
  dialog('remove-webhook', webhooks, press(/^Remove: Team chat/)),
  { name: 'management-keys', path: managementKeys },
  dialog('new-management-key', managementKeys, press(/^New management key$/)),
  dialog('management-key-shown', managementKeys, makeManagementKey),
  dialog('revoke-management-key', managementKeys, press(/^Revoke: CI$/)),
  { name: 'history', path: '/settings/history' },
  { name: 'look', path: '/settings/look' },
  { name: 'health', path: '/settings/health', reach: press(/^Check now$/) },
  { name: 'about', path: '/settings/about' },
  dialog('stop', '/settings/about', press(/^Stop Latchport$/)),
  { name: 'unlock', path: '/unlock' },
];

async function findPrice(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Model' }).fill('gpt-4o');
  await page.keyboard.press('Enter');
  await page.getByRole('table', { name: /^Prices of gpt-4o/ }).waitFor();
}

async function chooseEvents(page: Page): Promise<void> {
  await press(/^Add a webhook$/)(page);
  await page.getByLabel('Only what I choose').check();
  await page.getByText('Virtual keys', { exact: false }).last().click();
}

async function makeWebhook(page: Page): Promise<void> {
  await press(/^Add a webhook$/)(page);
  count += 1;
  await page.getByLabel('Label').fill(`Pager ${count}`);
  await page.getByLabel('Address').fill('http://127.0.0.1:9/hook');
  await page.keyboard.press('Enter');
  await page.locator('.tag-large').waitFor();
}

let count = 0;

/** Each look at it makes another: labels are given once. */
async function makeManagementKey(page: Page): Promise<void> {
  await press(/^New management key$/)(page);
  count += 1;
  await page.getByLabel('Label').fill(`Dashboard ${count}`);
  await page.keyboard.press('Enter');
  await page.locator('.tag-large').waitFor();
}
