/**
 * Imported before anything that makes a zod schema: zod tries whether it may compile code, which the
 * page's policy forbids and the browser reports as an attack, even though zod lives well without
 * (https://zod.dev/v4/changelog, "jitless").
 */
import { config } from 'zod';

config({ jitless: true });
