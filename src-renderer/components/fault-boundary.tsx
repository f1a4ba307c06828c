import { Component, type ReactNode } from 'react';
import { messages } from '../messages.ts';
import { Button } from './button.tsx';
import { Problem } from './problem.tsx';

interface FaultBoundaryProps {
  /** Another one begins anew. */
  readonly name: string;
  readonly children: ReactNode;
}

interface State {
  readonly name: string;
  readonly fault: { readonly error: unknown } | null;
}

/** Keeps the rest of the page when a part of it fails, and offers to try again. */
export class FaultBoundary extends Component<FaultBoundaryProps, State> {
  override state: State = { name: this.props.name, fault: null };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { fault: { error } };
  }

  static getDerivedStateFromProps({ name }: FaultBoundaryProps, state: State): State | null {
    return name === state.name ? null : { name, fault: null };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === null) return this.props.children;
    return (
      <div className="page">
        <Problem of={fault.error}>
          <Button size="small" onClick={() => this.setState({ fault: null })}>
            {messages.words.tryAgain}
          </Button>
        </Problem>
      </div>
    );
  }
}
