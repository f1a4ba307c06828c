import { codeOf } from '../../support/error-code.ts';

/** The code of the error that `run` throws, or `none`. */
export function codeThrown(run: () => unknown): string {
  try {
    run();
    return 'none';
  } catch (error) {
    return codeOf(error);
  }
}
