import type { TicketRow as Row } from '@diwan/contracts';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useFormat, useTranslate } from '../../i18n/intl.js';
import { useNow } from '../../ui/use-now.js';
import { rowName, TicketRow } from './ticket-row.js';
import type { Selection } from './use-selection.js';

type TicketListProps = {
  rows: readonly Row[];
  label: string;
  /** The row with the roving focus. */
  cursor: number | null;
  openNumber: number | null;
  selection: Selection | null;
  hasMore: boolean;
  onNeedMore: () => void;
  onOpen: (number: number) => void;
  onHover: (number: number) => void;
};

const rowHeight = 86;

/** Only the rows in view are in the DOM, and always the one with the focus, or the keyboard would lose its place. */
export function TicketList(props: TicketListProps) {
  const { rows, label, cursor, openNumber, selection, hasMore, onNeedMore, onOpen, onHover } = props;
  const t = useTranslate();
  const format = useFormat();
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const active = Math.max(
    0,
    rows.findIndex(({ number }) => number === (openNumber ?? cursor)),
  );
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.number ?? index,
    overscan: 8,
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), active])].toSorted((a, b) => a - b),
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasMore && lastShown >= rows.length - 10) onNeedMore();
  }, [hasMore, lastShown, rows.length, onNeedMore]);

  const moved = cursor ?? openNumber;
  useEffect(() => {
    const index = rows.findIndex(({ number }) => number === moved);
    if (index < 0) return;
    virtualizer.scrollToIndex(index, { align: 'auto' });
    // The focus follows only where it already is in the list: it is never taken from somebody who writes.
    if (scroller.current?.contains(document.activeElement)) focusRow(scroller.current, moved);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- scrolls when the cursor moves, not when rows arrive
  }, [moved]);

  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={label}
      data-tickets
      className="min-h-0 grow scroll-py-2 overflow-y-auto outline-offset-[-2px]"
    >
      <div role="presentation" className="relative w-full" style={{ blockSize: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              data-number={row.number}
              role="option"
              aria-selected={row.number === openNumber}
              aria-posinset={item.index + 1}
              aria-setsize={hasMore ? -1 : rows.length}
              aria-label={rowName(row, { t, format, now })}
              tabIndex={item.index === active ? 0 : -1}
              {...(selection ? { 'aria-checked': selection.numbers.has(row.number) } : {})}
              onClick={(event) => {
                if (selection && (event.ctrlKey || event.metaKey)) selection.toggle(row.number);
                else onOpen(row.number);
              }}
              onPointerEnter={() => onHover(row.number)}
              className="absolute inset-x-0 top-0 cursor-pointer outline-offset-[-2px]"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <TicketRow
                row={row}
                now={now}
                selected={row.number === openNumber}
                picked={selection?.numbers.has(row.number) ?? false}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function focusRow(container: HTMLElement, number: number | null): void {
  // After the virtualiser has put the row into the DOM.
  requestAnimationFrame(() =>
    container.querySelector<HTMLElement>(`[data-number="${number}"]`)?.focus({ preventScroll: true }),
  );
}
