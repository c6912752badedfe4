/** Measures Latchkey's own vault, one task a process. Started by `askChild`; what each task gives is said in `ours-tasks.ts`. */
import { answerParent } from './bench-child.ts';
import { parseOursTask } from './ours-tasks.ts';
import { makeBenchVault } from './bench-desk.ts';
import { measureCompact, measureImport } from './ours-long-work.ts';
import { measureOpen, measureUnlock, measureWork } from './ours-short-work.ts';

await answerParent(async (given) => {
  const task = parseOursTask(given);
  switch (task.task) {
    case 'make':
      return makeBenchVault(task.path, task.size);
    case 'open':
      return measureOpen(task.folder, task.path);
    case 'unlock':
      return measureUnlock(task.folder, task.path);
    case 'work':
      return measureWork(task.folder, task.path, task);
    case 'import':
      return measureImport(task.folder, task.path, task.csv);
    case 'compact':
      return measureCompact(task.folder, task.path, task.size);
  }
});
