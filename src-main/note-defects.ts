import { describeUnexpected, type Log } from '../src-proxy/log.ts';

/** What nobody caught is a defect, but no reason to end the app or to show its insides in a box. */
export function noteDefects(log: Log): void {
  process.on('uncaughtException', (error) => log.error('uncaught', describeUnexpected(error)));
  process.on('unhandledRejection', (error) => log.error('unhandled', describeUnexpected(error)));
}
