interface LatchProps {
  readonly isOn: boolean;
  /** What is switched: the name screen readers say. */
  readonly label: string;
  readonly isBusy?: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}

/** The product's switch: a bolt that slides into its strike. */
export function Latch({ isOn, label, isBusy = false, onSwitch }: LatchProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      className="latch"
      checked={isOn}
      aria-checked={isOn}
      aria-label={label}
      aria-busy={isBusy}
      onChange={(event) => {
        if (!isBusy) onSwitch(event.target.checked);
      }}
    />
  );
}
