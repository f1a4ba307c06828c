import { useId } from 'react';
import { messages } from '../../../messages.ts';
import type { ManagementKey } from './management-key-row.tsx';

const { managementKeys: said } = messages;

const roles = ['member', 'admin', 'owner'] as const;

interface RoleFieldsProps {
  readonly role: ManagementKey['role'];
  readonly onChoose: (role: ManagementKey['role']) => void;
}

/** Least first, each with what it may do. */
export function RoleFields({ role, onChoose }: RoleFieldsProps) {
  const name = useId();
  return (
    <fieldset className="checks">
      <legend className="legend">{said.dialog.role}</legend>
      {roles.map((each) => (
        <label key={each} className="check">
          <input type="radio" name={name} checked={each === role} onChange={() => onChoose(each)} />
          <span>
            <strong>{said.roles[each].name}</strong>{' '}
            <span className="small soft">{said.roles[each].text}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
