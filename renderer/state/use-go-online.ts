// Takes the offline switch back, from wherever a person meets it.
import { useCallback } from 'react';
import { useApi, useReadState } from './store.ts';
import { useCommand } from './use-command.ts';

export const useGoOnline = (): (() => void) => {
  const api = useApi();
  const command = useCommand();
  const readState = useReadState();
  return useCallback(() => {
    const { network } = readState().settings;
    void command(api.changeSettings({ patch: { network: { ...network, isOffline: false } } }));
  }, [api, command, readState]);
};
