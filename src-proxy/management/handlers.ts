import type { Actor } from '../events/event.ts';
import type {
  CallName,
  CheckedInputOf,
  FileName,
  OperationName,
  OutputOf,
  StreamName,
} from './contract.ts';

export interface OperationContext {
  /** Through which door the caller came; written into the audit log. */
  readonly actor: Actor;
  /** Aborted when the caller is gone or the door closes. */
  readonly signal: AbortSignal;
}

export type CallHandlers = {
  readonly [Name in CallName]: (
    input: CheckedInputOf<Name>,
    context: OperationContext,
  ) => OutputOf<Name> | Promise<OutputOf<Name>>;
};

/** Of a stream every item is a message, of a file every item a piece of its text. */
export type StreamHandlers = {
  readonly [Name in StreamName | FileName]: (
    input: CheckedInputOf<Name>,
    context: OperationContext,
  ) => AsyncIterable<OutputOf<Name>>;
};

/** One function an operation of the contract; a door calls them with checked input. */
export type Handlers = CallHandlers & StreamHandlers;

/** The handlers of some operations, as one subject's file gives them. */
export type HandlersOf<Name extends OperationName> = Pick<Handlers, Name>;
