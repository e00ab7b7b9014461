import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useLibrary } from '../stores/library';

/** Keeps Mantine's colour scheme equal to the setting; Mantine remembers it for the next first frame. */
export function ThemeFollower() {
  const theme = useLibrary((state) => state.settingsLoaded && state.settings.theme);
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (theme) setColorScheme(theme === 'system' ? 'auto' : theme);
  }, [theme, setColorScheme]);
  return null;
}
