import type { ComponentProps, ReactNode } from 'react';

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet' | 'quiet-danger';
  readonly size?: 'normal' | 'small';
  /** Before the text. */
  readonly icon?: ReactNode;
}

const looks = {
  plain: '',
  primary: 'button-primary',
  danger: 'button-danger',
  quiet: 'button-quiet',
  'quiet-danger': 'button-quiet is-danger',
};

export function Button({ look = 'plain', size = 'normal', icon, children, ...rest }: ButtonProps) {
  const sizes = size === 'small' ? 'button-small' : '';
  const shape = children === undefined ? 'button-icon' : '';
  return (
    <button type="button" {...rest} className={`button ${looks[look]} ${sizes} ${shape}`}>
      {icon}
      {children}
    </button>
  );
}
