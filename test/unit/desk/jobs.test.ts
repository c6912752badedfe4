import { describe, expect, it } from 'vitest';
import { makeJobs } from '../../../electron/desk/jobs.ts';

function jobsWith() {
  const time = { now: 0 };
  const told: number[] = [];
  return { time, told, jobs: makeJobs({ now: () => time.now, tell: ({ done }) => void told.push(done) }) };
}

describe('long work', () => {
  it('ends as cancelled, whatever it threw on the way out', async () => {
    const { jobs } = jobsWith();
    const running = jobs.run('one', (job) => new Promise((_, reject) => job.signal.addEventListener('abort', () => reject(new Error('EPIPE')))));
    jobs.cancel('one');
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('keeps its own failure when nobody cancelled it', async () => {
    const { jobs } = jobsWith();
    await expect(jobs.run('one', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it('tells of progress at most every 50 ms, but always of the end', async () => {
    const { jobs, time, told } = jobsWith();
    await jobs.run('one', async (job) => {
      for (let done = 1; done <= 100; done += 1) {
        time.now += 1;
        job.progress('writing', done, 100);
      }
    });
    expect(told).toEqual([1, 51, 100]);
  });

  it('refuses a second job under the same id, and more than sixteen at once', async () => {
    const { jobs } = jobsWith();
    const forever = () => new Promise(() => undefined);
    void jobs.run('0', forever);
    await expect(jobs.run('0', forever)).rejects.toMatchObject({ code: 'request.refused' });
    for (let number = 1; number < 16; number += 1) {
      void jobs.run(String(number), forever);
    }
    await expect(jobs.run('16', forever)).rejects.toMatchObject({ code: 'request.refused' });
  });
});
