import { Latch } from '../../../components/latch.tsx';

interface SwitchRowProps {
  readonly label: string;
  readonly text: string;
  readonly isOn: boolean;
  readonly isBusy: boolean;
  /** Null: this machine cannot do it, as `text` says. */
  readonly onSwitch: ((isOn: boolean) => void) | null;
}

export function SwitchRow({ label, text, isOn, isBusy, onSwitch }: SwitchRowProps) {
  return (
    <div className="switch">
      <div className="switch-text">
        <strong>{label}</strong>
        <span className="small soft">{text}</span>
      </div>
      {onSwitch === null ? null : (
        <Latch isOn={isOn} label={label} isBusy={isBusy} onSwitch={onSwitch} />
      )}
    </div>
  );
}
