import { clsx } from 'clsx';
import { useMemo, useState } from 'react';
import type { VendorId } from '../../shared/connection.ts';
import { SearchBox } from '../ui/search-box.tsx';
import { useListCursor } from '../ui/use-list-cursor.ts';
import { findVendors } from './find-vendors.ts';
import styles from './vendor-picker.module.css';

/** A search box over the vendors: the focus stays in the box, the arrows move through the list. */
export const VendorPicker = ({ onPick }: { onPick: (vendorId: VendorId) => void }) => {
  const [query, setQuery] = useState('');
  const groups = useMemo(() => findVendors(query), [query]);
  const choices = groups.flatMap(({ vendors }) => vendors);
  const cursor = useListCursor(choices.length, (index) => {
    const vendor = choices[index];
    if (vendor !== undefined) onPick(vendor.id);
  });

  return (
    <div className={styles.picker}>
      <SearchBox
        label="Search vendors"
        placeholder="A vendor, a model or a region: claude, gpt, bedrock, eu"
        value={query}
        count={choices.length}
        cursor={cursor}
        // The dialog stays while its content changes.
        takesFocus
        onChange={setQuery}
      />
      {choices.length === 0 ? (
        <p className={styles.nothing}>
          No vendor matches. Anything that speaks OpenAI’s formats can be reached as “OpenAI-compatible
          endpoint”.
        </p>
      ) : (
        <div id={cursor.listId} role="listbox" aria-label="Vendors">
          {groups.map(({ label, vendors }) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is not allowed inside a listbox
            <div key={label} role="group" aria-label={label}>
              <div className={styles.head} aria-hidden="true">
                {label}
              </div>
              {vendors.map((vendor) => {
                const index = choices.indexOf(vendor);
                const isActive = index === cursor.activeIndex;
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the search box's
                  <div
                    key={vendor.id}
                    id={cursor.optionId(index)}
                    role="option"
                    tabIndex={-1}
                    aria-selected={isActive}
                    className={clsx(styles.option, isActive && styles.active)}
                    onPointerMove={() => cursor.moveTo(index)}
                    onClick={() => onPick(vendor.id)}
                  >
                    <span className={styles.name}>{vendor.label}</span>{' '}
                    <span className={styles.about}>{vendor.about}</span>
                  </div>
                );
              })}
            </div>
          ))}
        </div>
      )}
    </div>
  );
};
