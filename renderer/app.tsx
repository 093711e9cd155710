import { useEffect, useState } from 'react';
import type { Transport } from '../shared/transport.ts';
import { AnnouncerProvider } from './chat/announcer.tsx';
import { MeasureTipProvider } from './chat/measure-tip.tsx';
import { Workspace } from './chat/workspace.tsx';
import { LinkGateProvider } from './links/link-gate.tsx';
import { CollateContext, createCollate, useCollate } from './state/store.ts';
import { createView, ViewContext } from './state/view.ts';
import { UiProvider } from './ui/provider.tsx';

/** Theme and density are attributes of the document; the tokens follow them. Without a theme the system's is taken. */
const Appearance = () => {
  const theme = useCollate((state) => state.settings.theme);
  const density = useCollate((state) => state.settings.density);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset.theme;
    else dataset.theme = theme;
    dataset.density = density;
  }, [theme, density]);
  return null;
};

export const App = ({ transport, isAskedByShell }: { transport: Transport; isAskedByShell: boolean }) => {
  const [collate] = useState(() => createCollate(transport));
  const [view] = useState(createView);
  return (
    <CollateContext value={collate}>
      <ViewContext value={view}>
        <UiProvider>
          <LinkGateProvider isAskedByShell={isAskedByShell}>
            <MeasureTipProvider>
              <AnnouncerProvider>
                <Appearance />
                <Workspace />
              </AnnouncerProvider>
            </MeasureTipProvider>
          </LinkGateProvider>
        </UiProvider>
      </ViewContext>
    </CollateContext>
  );
};
