import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';

const looks = {
  primary: 'bg-accent text-on-accent border-transparent hover:brightness-110 pressed:brightness-95 font-medium',
  secondary: 'bg-bg text-text border-control hover:bg-subtle pressed:bg-sunken',
  quiet: 'bg-transparent text-text border-transparent hover:bg-sunken pressed:bg-sunken',
  danger: 'bg-danger text-bg border-transparent hover:brightness-110 font-medium',
} as const;
const sizes = { regular: 'min-h-8 px-3 gap-2', small: 'min-h-7 px-2 gap-1.5' } as const;

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children'> & {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
  children: ReactNode;
};

const shape =
  'inline-flex items-center justify-center rounded-control border whitespace-nowrap text-ui transition-[background-color,filter] duration-[120ms] disabled:opacity-50 aria-disabled:opacity-50';

export function Button({ look = 'secondary', size = 'regular', ...props }: ButtonProps) {
  return <AriaButton {...props} className={`${shape} ${looks[look]} ${sizes[size]}`} />;
}

export type IconButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> & {
  label: string;
  /** A key that does the same, shown in the tool tip. */
  shortcut?: string;
  pressed?: boolean | undefined;
  children: ReactNode;
};

/** An icon never stands without a name. */
export function IconButton({ label, shortcut, pressed, children, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton
        {...props}
        aria-label={label}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        className={`inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-text disabled:opacity-40 aria-disabled:opacity-40 ${pressed ? 'bg-accent-soft text-accent' : ''}`}
      >
        {children}
      </AriaButton>
      <Tooltip offset={6} className="z-50 rounded-control bg-text px-2 py-1 text-meta text-bg shadow-overlay">
        {label}
        {shortcut ? <kbd className="ms-2 opacity-70">{shortcut}</kbd> : null}
      </Tooltip>
    </TooltipTrigger>
  );
}
