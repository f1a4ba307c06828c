import { Activity, ChartColumn, KeyRound, PlugZap, Route, Settings, Sparkles } from 'lucide-react';
import { messages } from './messages.ts';

const { pages } = messages.shell;

/** What the navigation and the palette lead to. */
export const mainPages = [
  { path: '/connections', title: pages.connections, Icon: PlugZap },
  { path: '/keys', title: pages.virtualKeys, Icon: KeyRound },
  { path: '/usage', title: pages.usage, Icon: ChartColumn },
  { path: '/activity', title: pages.activity, Icon: Activity },
  { path: '/routing', title: pages.routing, Icon: Route },
  { path: '/settings', title: pages.settings, Icon: Settings },
] as const;

export const startPage = { path: '/start', title: pages.start, Icon: Sparkles } as const;

/** Addresses of single things. Their names are the user's, so they are encoded. */
export const connectionPath = (slug: string): string => `/connections/${encodeURIComponent(slug)}`;
export const keyPath = (id: string): string => `/keys/${encodeURIComponent(id)}`;
export const addConnectionPath = '/add-connection';
export const newKeyPath = '/new-key';
