import { Tabs } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import type { CSSProperties } from 'react';
import { useDocument } from '../stores/document';
import { rightTabs, useUi } from '../stores/ui';
import { PanelHandle } from './PanelHandle';
import { ProblemsTab } from './problems/ProblemsTab';
import classes from './RightPanel.module.css';
import { RunTab } from './report/RunTab';
import { ResultsTab } from './results/ResultsTab';

/** CSS pixels. Below the least a result's facts no longer fit on their lines. */
const widths = { least: 280, most: 900, first: 360 };
/** A small window keeps its room for the graph. */
const firstWidth = () => Math.max(widths.least, Math.min(widths.first, window.innerWidth / 4));

export function RightPanel() {
  const open = useUi((state) => state.rightPanelOpen);
  const tab = useUi((state) => state.rightTab);
  const showTab = useUi((state) => state.showTab);
  const [width, setWidth] = useLocalStorage({
    key: 'right-panel-width',
    defaultValue: firstWidth(),
  });
  if (!open) return null;
  const style: CSSProperties & Record<'--panel-width', string> = { '--panel-width': `${width}px` };
  return (
    <aside className={classes.panel} style={style} aria-label="Results, problems and run">
      <PanelHandle width={width} least={widths.least} most={widths.most} onResize={setWidth} />
      <Tabs
        className={classes.tabs}
        value={tab}
        onChange={(value) => {
          const chosen = rightTabs.find((one) => one === value);
          if (chosen) showTab(chosen);
        }}
      >
        <Tabs.List>
          <Tabs.Tab value="results" data-testid="tab-results">
            Result
          </Tabs.Tab>
          <Tabs.Tab value="problems" data-testid="tab-problems" rightSection={<ProblemCount />}>
            Problems
          </Tabs.Tab>
          <Tabs.Tab value="run" data-testid="tab-run">
            Run
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel className={classes.content} value="results">
          <ResultsTab />
        </Tabs.Panel>
        <Tabs.Panel className={classes.content} value="problems">
          <ProblemsTab />
        </Tabs.Panel>
        <Tabs.Panel className={classes.content} value="run">
          <RunTab />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}

function ProblemCount() {
  const problems = useDocument((state) => state.analysis.problems);
  if (problems.length === 0) return null;
  const worst = problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
  return (
    <span className={classes.count} data-severity={worst}>
      {problems.length}
    </span>
  );
}
