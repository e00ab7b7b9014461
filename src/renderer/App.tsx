import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { Canvas } from './canvas/Canvas';
import { CrashBanner } from './shell/banners/CrashBanner';
import { FailureBanner } from './shell/banners/FailureBanner';
import { OutsideBanner } from './shell/banners/OutsideBanner';
import { StatusBar } from './shell/bar/StatusBar';
import { TopBar } from './shell/bar/TopBar';
import { AboutDialog } from './shell/dialogs/AboutDialog';
import { SettingsDialog } from './shell/dialogs/SettingsDialog';
import { ShortcutsDialog } from './shell/dialogs/ShortcutsDialog';
import { TemplatesDialog } from './shell/dialogs/TemplatesDialog';
import { useFileDrop } from './shell/file-drop';
import { LibraryPanel } from './shell/library/LibraryPanel';
import { RightPanel } from './shell/RightPanel';
import { RecoveryDialog } from './shell/recovery/RecoveryDialog';
import { GalleryDialog } from './shell/results/gallery/GalleryDialog';
import classes from './shell/Shell.module.css';
import { ThemeFollower } from './shell/ThemeFollower';
import { TabStrip } from './shell/tabs/TabStrip';
import { mantineTheme, mantineVariables } from './theme/mantine-theme';
import { LargeView } from './views/LargeView';

export function App() {
  const fileHovers = useFileDrop();
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={mantineVariables}
      defaultColorScheme="auto"
    >
      <ThemeFollower />
      <Notifications
        position="bottom-left"
        zIndex={400}
        classNames={{ root: classes.notifications }}
      />
      <div className={classes.shell}>
        <TopBar />
        <TabStrip />
        <div className={classes.middle}>
          <LibraryPanel />
          <main className={classes.canvas} aria-label="Graph">
            <Canvas />
            <div className={classes.banners}>
              <OutsideBanner />
              <CrashBanner />
              <FailureBanner />
            </div>
          </main>
          <RightPanel />
        </div>
        <StatusBar />
      </div>
      {fileHovers && (
        <div className={classes.drop}>
          <p className={classes.dropText}>Drop a graph to open it</p>
        </div>
      )}
      <RecoveryDialog />
      <TemplatesDialog />
      <SettingsDialog />
      <ShortcutsDialog />
      <AboutDialog />
      <GalleryDialog />
      <LargeView />
    </MantineProvider>
  );
}
