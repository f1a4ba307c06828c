import type { RefObject } from 'react';
import { Field } from '../../../components/field.tsx';
import { SecretInput } from '../../../components/secret-input.tsx';
import { messages } from '../../../messages.ts';

const { passphraseDialog: said } = messages.settings.vault;

interface NewPassphraseFieldsProps {
  readonly first: RefObject<HTMLInputElement | null>;
  readonly again: RefObject<HTMLInputElement | null>;
  readonly isOptional?: boolean;
  readonly hint?: string;
  readonly isDiffering: boolean;
}

/** A passphrase and the same once more: nobody can recover a mistyped one. It is kept in the fields alone. */
export function NewPassphraseFields(props: NewPassphraseFieldsProps) {
  const { first, again, isOptional = false, hint, isDiffering } = props;
  return (
    <>
      <Field label={said.first} isOptional={isOptional} {...(hint === undefined ? {} : { hint })}>
        {(control) => <SecretInput {...control} ref={first} />}
      </Field>
      <Field label={said.again} isOptional={isOptional}>
        {(control) => <SecretInput {...control} ref={again} />}
      </Field>
      {isDiffering ? (
        <p className="warned" role="alert">
          {said.differ}
        </p>
      ) : null}
    </>
  );
}
