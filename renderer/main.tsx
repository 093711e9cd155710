import { createRoot } from 'react-dom/client';
import type { Transport } from '../shared/transport.ts';
import { createHttpTransport } from './api/http-transport.ts';
import styles from './app.module.css';
import { App } from './app.tsx';

declare global {
  interface Window {
    /** Put there by the preload of the desktop shell. */
    readonly transport?: Transport;
  }
}

const element = document.getElementById('root');
if (element === null) throw new Error('The page has no #root.');
const root = createRoot(element);

const refuse = (sentence: string): void =>
  root.render(
    <main className={styles.refused}>
      <h1>Collate does not know this tab</h1>
      <p>{sentence}</p>
    </main>,
  );

// A new link opened in this same tab changes nothing but the fragment: load the page again with it.
window.addEventListener('hashchange', () => {
  if (window.location.hash.startsWith('#token=')) window.location.reload();
});

const { transport } = window;

// The desktop shell asks by itself before a link opens, because it trusts no page; a browser does not.
root.render(
  <App
    transport={transport ?? createHttpTransport({ onRefused: refuse })}
    isAskedByShell={transport !== undefined}
  />,
);
