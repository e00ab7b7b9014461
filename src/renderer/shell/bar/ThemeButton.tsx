import { Monitor, Moon, Sun } from 'lucide-react';
import { useLibrary } from '../../stores/library';
import { IconButton } from '../IconButton';

const next = { system: 'light', light: 'dark', dark: 'system' } as const;
const icons = { system: Monitor, light: Sun, dark: Moon } as const;
const names = { system: 'as the system', light: 'light', dark: 'dark' } as const;

export function ThemeButton() {
  const theme = useLibrary((state) => state.settings.theme);
  const setSettings = useLibrary((state) => state.setSettings);
  return (
    <IconButton
      icon={icons[theme]}
      label={`Theme: ${names[theme]}. Switch to ${names[next[theme]]}`}
      testId="theme-button"
      onClick={() => void setSettings({ theme: next[theme] })}
    />
  );
}
