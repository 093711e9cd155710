import { clsx } from 'clsx';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import type { VendorId } from '../../shared/connection.ts';
import layout from '../ui/layout.module.css';
import { findVendors } from './find-vendors.ts';
import styles from './vendor-picker.module.css';

const step: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 };

/** A search box over the vendors: the focus stays in the box, the arrows move through the list. */
export const VendorPicker = ({ onPick }: { onPick: (vendorId: VendorId) => void }) => {
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const groups = useMemo(() => findVendors(query), [query]);
  const choices = groups.flatMap(({ vendors }) => vendors);
  const activeIndex = Math.min(active, choices.length - 1);
  const optionId = (vendorId: VendorId) => `${id}-${vendorId}`;
  const activeId = choices[activeIndex]?.id;

  useEffect(() => {
    if (activeId !== undefined)
      document.getElementById(`${id}-${activeId}`)?.scrollIntoView({ block: 'nearest' });
  }, [activeId, id]);

  const onKeyDown = (event: KeyboardEvent) => {
    const by = step[event.key];
    if (by !== undefined && choices.length > 0) {
      event.preventDefault();
      const last = choices.length - 1;
      const next = activeIndex + by;
      const isOverEnd = Math.abs(by) === 1 && (next < 0 || next > last);
      setActive(isOverEnd ? (next < 0 ? last : 0) : Math.max(0, Math.min(last, next)));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (activeId !== undefined) onPick(activeId);
    }
  };

  return (
    <div className={styles.picker}>
      <div className={styles.box}>
        <Search aria-hidden="true" />
        <input
          className={styles.input}
          aria-label="Search vendors"
          role="combobox"
          aria-expanded={choices.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={activeId === undefined ? undefined : optionId(activeId)}
          placeholder="A vendor, a model or a region: claude, gpt, bedrock, eu"
          autoComplete="off"
          spellCheck={false}
          data-autofocus=""
          // The dialog stays while its content changes.
          // biome-ignore lint/a11y/noAutofocus: choosing is what this step is for
          autoFocus
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <span role="status" className={layout.hidden}>
        {choices.length === 1 ? '1 choice' : `${choices.length} choices`}
      </span>
      {choices.length === 0 ? (
        <p className={styles.nothing}>
          No vendor matches. Anything that speaks OpenAI’s formats can be reached as “OpenAI-compatible
          endpoint”.
        </p>
      ) : (
        <div id={`${id}-list`} role="listbox" aria-label="Vendors">
          {groups.map(({ label, vendors }) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is not allowed inside a listbox
            <div key={label} role="group" aria-label={label}>
              <div className={styles.head} aria-hidden="true">
                {label}
              </div>
              {vendors.map((vendor) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the search box's
                <div
                  key={vendor.id}
                  id={optionId(vendor.id)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={vendor.id === activeId}
                  className={clsx(styles.option, vendor.id === activeId && styles.active)}
                  onPointerMove={() => setActive(choices.indexOf(vendor))}
                  onClick={() => onPick(vendor.id)}
                >
                  <span className={styles.name}>{vendor.label}</span>{' '}
                  <span className={styles.about}>{vendor.about}</span>
                </div>
              ))}
            </div>
          ))}
        </div>
      )}
    </div>
  );
};
