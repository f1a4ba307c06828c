import { z } from 'zod';

/** A moment, ISO 8601 with an offset or Z. */
export const time = z.iso.datetime({ offset: true });

/** What people call things: the operations refuse more than 128 characters, control characters and the like. */
export const line = z.string().min(1).max(512);

/** What a thing is found by: id, slug or label. */
export const name = z.string().min(1).max(256);

export const tags = z.array(line).max(32);

export const environment = z.enum(['dev', 'staging', 'prod']);

/** How many rows a page holds. A number in a query arrives as text. */
export const pageLimit = z.coerce.number<number>().int().min(1).max(500).default(50);

/** A count of tokens, requests, milliseconds. */
export const count = z.int().min(0);
