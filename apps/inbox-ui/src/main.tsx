import './ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client.js';
import { loadCatalogue } from './i18n/intl.js';
import { rememberedLanguage } from './i18n/language.js';
import { App } from './app.js';

const root = document.getElementById('root');
if (!root) throw new Error('no #root');
await loadCatalogue(rememberedLanguage());
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
