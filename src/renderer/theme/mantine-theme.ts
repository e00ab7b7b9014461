import {
  ActionIcon,
  type CSSVariablesResolver,
  createTheme,
  Menu,
  Notification,
  Tabs,
} from '@mantine/core';
import classes from './mantine-parts.module.css';

export const mantineTheme = createTheme({
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '11px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  defaultRadius: '6px',
  primaryColor: 'accent',
  primaryShade: 5,
  colors: {
    // Mantine's own dark greys are neutral; these lean to blue as the surfaces of global.css do.
    dark: [
      '#e4e7ec',
      '#c3c8d1',
      '#a0a8b5',
      '#858d9b',
      '#464d5a',
      '#363c47',
      '#2b3039',
      '#1c1f25',
      '#16181d',
      '#101216',
    ],
    accent: [
      '#edf2ff',
      '#d9e3fc',
      '#b3c7f9',
      '#8aa9f4',
      '#5c85ec',
      '#2f63e0',
      '#2857c9',
      '#224aae',
      '#1d3f93',
      '#163176',
    ],
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Tooltip: {
      defaultProps: { openDelay: 400, withArrow: false, fz: 12, multiline: true, maw: 320 },
    },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 } } },
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray', size: 30 },
      classNames: { root: classes.actionIcon },
    }),
    // Its place in the dropdown is no item of a menu; without it the first item has the focus.
    Menu: Menu.extend({
      defaultProps: { withInitialFocusPlaceholder: false },
      classNames: { item: classes.menuItem },
    }),
    Notification: Notification.extend({
      classNames: { root: classes.notification, description: classes.notificationText },
    }),
    Tabs: Tabs.extend({ classNames: { list: classes.tabList, tab: classes.tab } }),
    Button: { defaultProps: { size: 'compact-md' } },
  },
});

/** Mantine's own surfaces and texts in the colours of global.css, the same in both schemes. */
export const mantineVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--surface-panel)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-muted)',
    '--mantine-color-default': 'var(--surface-raised)',
    '--mantine-color-default-hover': 'var(--surface-hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--border)',
    '--mantine-color-placeholder': 'var(--text-faint)',
    '--mantine-color-error': 'var(--danger)',
  },
  light: {},
  dark: {},
});
