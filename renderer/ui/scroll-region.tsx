import type { ReactNode } from 'react';

/** Something that scrolls on its own and holds nothing to focus: it takes the focus itself, so that keys can scroll it. */
export const ScrollRegion = ({
  label,
  className,
  children,
}: {
  label: string;
  className?: string | undefined;
  children: ReactNode;
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus it could not be scrolled by keys
  <section className={className} tabIndex={0} aria-label={label}>
    {children}
  </section>
);
