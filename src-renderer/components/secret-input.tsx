import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { messages } from '../messages.ts';
import { Button } from './button.tsx';
import { TextInput } from './text-input.tsx';

/**
 * For provider keys and passphrases. Not a password field: browsers offer to keep those. Its text is hidden
 * by the style sheet instead.
 */
export function SecretInput(props: ComponentProps<'input'>) {
  const [isShown, setShown] = useState(false);
  return (
    <div className="with-button">
      <TextInput
        autoCapitalize="off"
        autoCorrect="off"
        {...props}
        className={isShown ? 'input-mono' : 'input-mono input-secret'}
      />
      <Button
        look="quiet"
        size="small"
        icon={isShown ? <EyeOff size={17} /> : <Eye size={17} />}
        aria-label={isShown ? messages.words.hide : messages.words.show}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
      />
    </div>
  );
}
