import type { Target } from './target.ts';

/** No proxy at all: what the others are compared with. */
export const direct: Target = {
  name: 'direct',
  start: (upstream) =>
    Promise.resolve({
      baseUrl: upstream.baseUrl,
      headers: { authorization: 'Bearer sk-bench' },
      pids: [],
      readyMs: null,
      notes: [],
      stop: () => Promise.resolve(),
    }),
};
