import { expect, it } from 'vitest';
import { describeProblem } from '../../../src/main/cli/describe-problem';

const failed = {
  code: 'x',
  node: 'denoise-1',
  port: 'unet',
  message: 'It failed.',
  hint: 'Mend it.',
};

it('names node and port, then says what to do, then the cause', () => {
  const text = describeProblem({ ...failed, cause: 'sizes 18 and 16\nat C++ line 4' });
  expect(text).toBe(
    'error    denoise-1, unet: It failed.\n         Mend it.\n         Cause: sizes 18 and 16\n',
  );
});

it('shows the end of a long cause, and none that the message has already', () => {
  const long = describeProblem({ ...failed, cause: `${'/src/file.cc '.repeat(99)}no adapter` });
  expect(long).toMatch(/Cause: ….*no adapter\n$/);
  expect(long.length).toBeLessThan(400);
  expect(describeProblem({ ...failed, cause: 'It failed.' })).not.toContain('Cause');
});

it('says warning where it is one, and does without node and hint', () => {
  expect(describeProblem({ severity: 'warning', code: 'x', message: 'Beware.' })).toBe(
    'warning  Beware.\n',
  );
});
