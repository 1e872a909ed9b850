import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { popoverShape } from './forms/select.js';

export type MenuOption = { id: string; label: string; icon?: ReactNode; current?: boolean };
type MenuProps = {
  label: string;
  trigger: ReactNode;
  options: readonly MenuOption[];
  onAction: (id: string) => void;
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
};

export function Menu({ label, trigger, options, onAction, ...open }: MenuProps) {
  return (
    <MenuTrigger {...open}>
      {trigger}
      <Popover placement="bottom end" className={popoverShape}>
        <AriaMenu
          aria-label={label}
          items={options}
          onAction={(id) => onAction(String(id))}
          className="max-h-80 outline-none"
        >
          {(option) => (
            <MenuItem
              id={option.id}
              textValue={option.label}
              className="flex min-h-8 cursor-default items-center gap-2 rounded-control px-2.5 text-ui outline-none focus:bg-sunken"
            >
              {option.icon}
              <bdi className="grow">{option.label}</bdi>
              {option.current ? <Check aria-hidden="true" size={15} className="text-accent" /> : null}
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
