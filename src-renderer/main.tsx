import './without-eval.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/pieces.css';
import './styles/dialogs.css';
import './styles/lists.css';
import './styles/meters.css';
import './styles/pages.css';
import { createRoot } from 'react-dom/client';
import { openApi } from './api.ts';
import { App } from './app.tsx';
import { NoSessionPage } from './pages/no-session-page.tsx';
import { applyTheme } from './browser/use-theme.ts';

applyTheme();
const root = document.querySelector('#root');
if (root !== null) {
  const api = await openApi();
  createRoot(root).render(
    typeof api === 'string' ? <NoSessionPage reason={api} /> : <App api={api} />,
  );
}
