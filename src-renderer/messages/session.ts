export const session = {
  noSession: {
    title: 'Open this page with a fresh link',
    text: 'For your safety a session lives in the page alone: a reload or a new tab has none. In a terminal, run',
  },
  used: {
    title: 'This link was used already',
    text: 'A link works once and for one minute, so nobody can use it after you. For another, run',
  },
  ended: {
    title: 'This session has ended',
    text: 'It was idle for half an hour, or Latchport was restarted. Nothing is lost. To go on, run',
  },
  unreachable: {
    title: 'Latchport is not running',
    text: 'Its page is here, the engine behind it is not. Start it, then open the page again:',
  },
  command: 'latchport open',
  startCommand: 'latchport serve',
  fromCheckout: 'From a checkout of the source:',
  checkoutCommand: 'npm run -s latchport -- open',
};
