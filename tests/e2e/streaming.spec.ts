// Answers as they come: side by side, measured, stoppable, repeatable, and honest about what went wrong.
import { addConnection, addColumn as addModel } from '../helpers/at-the-window.ts';
import { startChatEndpoint } from '../helpers/chat-endpoint.ts';
import { expect } from './app.ts';
import {
  addColumn,
  answerText,
  chooseInColumnMenu,
  midStream,
  numberIn,
  prompt,
  recordTexts,
  sim,
  steadyEnd,
  useColumns,
} from './deeds.ts';
import { test, useGatedColumns } from './gated.ts';

test.describe('columns side by side', () => {
  test('an answer grows while it is busy and then is no more busy, whatever the others do', async ({
    app,
    endpoint,
  }) => {
    await useGatedColumns(app, 'alpha', 'beta');
    await app.ask('Hold both.');
    const alpha = await endpoint.gate('alpha');
    const beta = await endpoint.gate('beta');
    for (const name of ['alpha', 'beta']) await expect(app.answer(name)).toHaveAttribute('aria-busy', 'true');
    alpha.send('The first words');
    await expect(app.answer('alpha')).toContainText('The first words');
    alpha.send(' and the second.');
    await expect(app.answer('alpha')).toContainText('The first words and the second.');
    await expect(app.answer('alpha')).toHaveAttribute('aria-busy', 'true');
    const measures = app.answer('alpha').getByRole('group', { name: 'Measures' });
    await expect(measures.getByRole('button', { name: /\d s elapsed$/ })).toBeVisible();
    await expect(measures.getByRole('button', { name: /\d m?s first token$/ })).toBeVisible();
    await expect(app.page.getByLabel('Totals of turn 1')).toContainText('Answering2 of 2');

    alpha.end();
    await expect(app.answer('alpha')).toHaveAttribute('aria-busy', 'false');
    await expect(app.answer('beta')).toHaveAttribute('aria-busy', 'true');
    await expect(app.page.getByLabel('Totals of turn 1')).toContainText('Answering1 of 2');
    await expect(app.page.getByRole('button', { name: 'Stop all' })).toBeVisible();
    beta.send('Late.');
    beta.end();
    await expect(app.answer('beta')).toHaveAttribute('aria-busy', 'false');
    await expect(app.page.getByRole('button', { name: 'Stop all' })).toBeHidden();
    await expect(app.page.getByLabel('Totals of turn 1')).not.toContainText('Answering');
  });

  test('Stop ends one answer at once, keeps its text and leaves the others', async ({ app, endpoint }) => {
    await useGatedColumns(app, 'alpha', 'beta');
    await app.ask('Hold both.');
    const alpha = await endpoint.gate('alpha');
    const beta = await endpoint.gate('beta');
    alpha.send('Kept words');
    beta.send('Going');
    await expect(app.answer('alpha')).toContainText('Kept words');
    await app.answer('alpha').getByRole('button', { name: 'Stop', exact: true }).click();
    await alpha.left;

    await expect(app.answer('alpha')).toHaveAttribute('aria-busy', 'false');
    await expect(app.answer('alpha').getByText('Stopped', { exact: true })).toBeVisible();
    await expect(app.answer('alpha')).toContainText('Kept words');
    await expect(app.answer('beta')).toHaveAttribute('aria-busy', 'true');
    beta.send(' on to the end.');
    beta.end();
    await expect(app.answer('beta')).toContainText('Going on to the end.');
    await app.settled();
    await expect(app.answer('beta').getByText('Stopped', { exact: true })).toBeHidden();
  });

  test('Stop all ends every answer, keeps what came, and marks each', async ({ app }) => {
    await useColumns(app, sim.stalls, sim.reasoner);
    await app.ask('Stop all of these.');
    await midStream(app, sim.stalls);
    await app.page.getByRole('button', { name: 'Stop all' }).click();
    await app.settled();
    await expect(app.answer(sim.stalls).getByText('Stopped', { exact: true })).toBeVisible();
    expect(await answerText(app, sim.stalls)).toContain('Simulated answer.');
    await expect(app.page.getByRole('button', { name: 'Stop all' })).toBeHidden();
    await expect(prompt(app)).toBeEditable();
  });

  test('follow-ups continue each column with its own history', async ({ app }) => {
    await useColumns(app, sim.fast);
    await app.ask('Opening words of the first.');
    await app.settled();
    await addColumn(app, sim.steady);
    await expect(app.region(sim.steady).getByText('Not asked in this turn.')).toBeVisible();
    await app.ask('And now the second.');
    await app.settled();
    await expect(app.answer(sim.fast)).toContainText(
      'It is turn 2 of this chat; the prompt before it began with “Opening words of the first.”',
    );
    // A column that was not there has nothing to continue.
    await expect(app.answer(sim.steady)).toContainText('It is the first turn of this chat.');

    await app.region(sim.steady).getByRole('button', { name: 'Ask now' }).click();
    const late = app.region(sim.steady).getByRole('article').first();
    await expect(late).toContainText('beginning with “Opening words of the first.”');
    await app.settled();
  });

  test('a turn says who was fastest and cheapest and what it came to', async ({ app }) => {
    await useColumns(app, sim.fast, sim.steady);
    await app.ask('Who is first?');
    await app.settled();
    const totals = app.page.getByLabel('Totals of turn 1');
    await expect(totals).toContainText(`Fastest${sim.fast}, `);
    await expect(totals).toContainText(`Cheapest${sim.fast}, $`);
    await expect(totals).toContainText(/Simulated\$0\.\d+ invented/);
    await expect(totals).not.toContainText('Total cost');
    await expect(totals).toContainText(/Tokens\d+ in, \d+ out/);
  });
});

test.describe('measures', () => {
  test('every answer has time to first token, total, speed, tokens and cost', async ({ app }) => {
    await useColumns(app, sim.steady);
    await app.ask('Measure this.');
    const measures = app.answer(sim.steady).getByRole('group', { name: 'Measures' });
    await app.settled();
    const value = async (label: string): Promise<number> => {
      const button = measures.getByRole('button', { name: new RegExp(`${label}$`) });
      return numberIn(((await button.textContent()) ?? '').replace(label, ' '));
    };
    const firstToken = await value('first token');
    const total = await value('total');
    // The simulated model waits 120 ms before its first token and then writes about 75 of them a second.
    expect(firstToken).toBeGreaterThanOrEqual(120);
    expect(total).toBeGreaterThan(firstToken + 1000);
    const speed = ((await value('tokens out')) / (total - firstToken)) * 1000;
    expect((await value('tokens/s')) / speed).toBeGreaterThan(0.95);
    expect((await value('tokens/s')) / speed).toBeLessThan(1.05);
    expect(await value('tokens in')).toBeGreaterThan(0);
    expect(await value('tokens out')).toBeGreaterThan(100);
    const cost = await value('cost');
    const byPrice = ((await value('tokens in')) * 0.5 + (await value('tokens out')) * 1.5) / 1e6;
    expect(cost / byPrice).toBeGreaterThan(0.9);
    expect(cost / byPrice).toBeLessThan(1.1);
  });

  test('reasoning and cached tokens are measured where there are any', async ({ app }) => {
    await useColumns(app, sim.reasoner);
    await app.ask('Think about nothing for a moment, please, and then some more.');
    await app.settled();
    const measures = () => app.answer(sim.reasoner).getByRole('group', { name: 'Measures' });
    await expect(measures().getByRole('button', { name: /^[1-9]\d* reasoning$/ })).toBeVisible();
    await expect(measures().getByRole('button', { name: /cached$/ })).toBeHidden();
    await app.ask('Again.');
    await app.settled();
    await expect(measures().getByRole('button', { name: /^[1-9]\d* cached$/ })).toBeVisible();
  });

  test('definitions and the origin of the price show on hover and on focus', async ({ app }) => {
    await useColumns(app, sim.fast);
    await app.ask('Explain the measures.');
    await app.settled();
    const measures = app.answer(sim.fast).getByRole('group', { name: 'Measures' });
    const tip = app.page.getByRole('tooltip');
    await measures.getByRole('button', { name: /cost$/ }).hover();
    await expect(tip).toContainText('Cost (invented)');
    await expect(tip).toContainText('$0.10 per million tokens in, $0.40 out.');
    await prompt(app).hover();
    await expect(tip.filter({ hasText: 'Cost' })).toBeHidden();

    await measures.getByRole('button', { name: /first token$/ }).focus();
    await expect(tip).toContainText('From sending the request that succeeded to the first content');
    await app.page.keyboard.press('ArrowRight');
    await expect(measures.getByRole('button', { name: /total$/ })).toBeFocused();
    await expect(tip).toContainText('Waiting between retries is included.');
    await app.page.keyboard.press('ArrowRight');
    await expect(tip).toContainText('Output tokens per second between first and last content');
    await app.page.keyboard.press('Escape');
    await expect(tip).toBeHidden();
  });
});

test('reasoning is collapsed, opens and closes again', async ({ app }) => {
  await useColumns(app, sim.reasoner);
  await app.ask('Reason about this.');
  const answer = app.answer(sim.reasoner);
  const summary = answer.getByText(/^Reasoning/).first();
  await expect(summary).toBeVisible();
  await expect(answer.getByText('Reading the prompt')).toBeHidden();
  await summary.click();
  await expect(answer.getByText('Reading the prompt')).toBeVisible();
  await app.settled();
  await expect(answer.getByText('Reading the prompt')).toBeVisible();
  await summary.click();
  await expect(answer.getByText('Reading the prompt')).toBeHidden();
  await expect(answer).toContainText('3 parts of reasoning, shown apart from the answer');
});

test('Retry asks again and keeps the earlier answer behind a pager', async ({ app }) => {
  await useColumns(app, sim.stalls);
  await app.ask('Answer this twice.');
  await midStream(app, sim.stalls);
  const answer = app.answer(sim.stalls);
  await answer.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(answer.getByText('Stopped', { exact: true })).toBeVisible();
  const first = await answerText(app, sim.stalls);

  await answer.getByRole('button', { name: 'Retry', exact: true }).click();
  await expect(answer.getByText('2/2')).toBeVisible();
  await midStream(app, sim.stalls);
  await expect(answer.getByText('Stopped', { exact: true })).toBeHidden();
  await expect(answer.getByRole('button', { name: 'Later answer' })).toBeDisabled();

  await answer.getByRole('button', { name: 'Earlier answer' }).click();
  await expect(answer.getByText('1/2')).toBeVisible();
  await expect(answer).toHaveAttribute('aria-busy', 'false');
  await expect(answer.getByText('Stopped', { exact: true })).toBeVisible();
  expect(await answerText(app, sim.stalls)).toBe(first);
  await expect(answer.getByRole('button', { name: 'Earlier answer' })).toBeDisabled();

  await answer.getByRole('button', { name: 'Later answer' }).click();
  await expect(answer).toHaveAttribute('aria-busy', 'true');
  await answer.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(app.page.getByRole('article')).toHaveCount(1);
  await expect(answer.getByText('2/2')).toBeVisible();
});

test('Copy puts the text of the answer on the clipboard', async ({ app }) => {
  await useColumns(app, sim.fast);
  await app.ask('Copy what comes.');
  await app.settled();
  await app.answer(sim.fast).getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(app.page.getByText(`Copied the answer from ${sim.fast}.`)).toBeVisible();
  await prompt(app).focus();
  await app.page.keyboard.press('ControlOrMeta+V');
  await expect(prompt(app)).toHaveValue(
    /^\*\*Simulated answer\.\*\* No model was asked; .*\n\nThe prompt begins with “Copy what comes\.” and has 3 words/,
  );
});

test.describe('when something goes wrong', () => {
  test('a connection that breaks leaves the text, a badge, a sentence and one action', async ({ app }) => {
    await useColumns(app, sim.breaks, sim.fast);
    await app.ask('Break off in the middle.');
    await app.settled();
    const broken = app.answer(sim.breaks);
    await expect(broken.getByText('Interrupted', { exact: true })).toBeVisible();
    await expect(broken).toContainText('Simulated answer.');
    await expect(broken).not.toContainText(steadyEnd);
    await expect(broken.getByText('The connection was lost', { exact: true })).toBeVisible();
    await expect(broken).toContainText('The connection broke while the answer was coming in.');
    await expect(broken.getByRole('button', { name: 'Retry', exact: true })).toHaveCount(1);
    await expect(app.answer(sim.fast)).toContainText('Break off in the middle.');
    await expect(app.answer(sim.fast).getByText('Interrupted', { exact: true })).toBeHidden();

    await broken.getByRole('button', { name: 'Retry', exact: true }).click();
    await expect(broken.getByText('2/2')).toBeVisible();
    await app.settled();
  });

  test('a refusal is called one, with the words of the model', async ({ app }) => {
    await useColumns(app, sim.refuses, sim.fast);
    await app.ask('Would you?');
    await app.settled();
    await expect(app.answer(sim.refuses).getByText('Refused', { exact: true })).toBeVisible();
    await app.answer(sim.refuses).getByText('Refused', { exact: true }).hover();
    await expect(
      app.page.getByRole('tooltip').filter({ hasText: 'The model declined to answer.' }),
    ).toContainText('Simulated refusal: this model declines every prompt.');
    await expect(app.answer(sim.fast)).toContainText('Would you?');
  });

  test('a busy model is asked again by itself, after a visible countdown', async ({ app }) => {
    await useColumns(app, sim.busy);
    const seen = await recordTexts(app, /^Asking again in \d s \(retry 1 of 2\)$/);
    await app.ask('Are you free now?');
    const busy = app.answer(sim.busy);
    await expect(busy).toContainText('The prompt begins with “Are you free now?”');
    await expect(busy.getByText(/^Asking again/)).toBeHidden();
    expect(await seen()).not.toEqual([]);
  });

  test('the countdown says why, counts down, and can be cancelled: nothing is asked again', async ({
    app,
  }) => {
    const endpoint = await startChatEndpoint({
      models: ['alpha'],
      reply: ({ messages }) =>
        messages.at(-1)?.content === 'Are you there?'
          ? {
              status: 429,
              headers: { 'retry-after': '50' },
              body: '{"error":{"message":"Come back later."}}',
            }
          : { pieces: ['Here.'] },
    });
    const vendor = 'OpenAI-compatible endpoint';
    await addConnection(app.page, { vendor, name: 'Busy', baseUrl: endpoint.baseUrl, key: 'sk-busy' });
    await addModel(app.page, 'Busy', 'alpha');
    await useColumns(app, 'alpha');
    const before = endpoint.asked().length;
    await app.ask('Are you there?');
    const busy = app.answer('alpha');
    await expect(busy.getByText('Too many requests')).toBeVisible();
    const countdown = busy.getByText(/^Asking again in \d+ s \(retry 1 of 2\)$/);
    await expect(countdown).toBeVisible();
    const first = numberIn(((await countdown.textContent()) ?? '').replace(' s', ''));
    await expect
      .poll(async () => numberIn(((await countdown.textContent()) ?? '').replace(' s', '')))
      .toBeLessThan(first);
    await expect(busy).toHaveAttribute('aria-busy', 'true');
    await busy.getByRole('button', { name: 'Cancel' }).click();
    await expect(busy.getByText('Stopped', { exact: true })).toBeVisible();
    await expect(busy).toHaveAttribute('aria-busy', 'false');
    await expect(countdown).toBeHidden();
    expect(endpoint.asked()).toHaveLength(before + 1);
    await endpoint.close();
  });

  test('a stream that falls silent ends by the clock that was set', async ({ app }) => {
    await app.page.getByRole('button', { name: 'Settings' }).click();
    const idle = app.page.getByRole('textbox', { name: 'Idle' });
    await idle.fill('0.5');
    await idle.press('Tab');
    await app.page.keyboard.press('Escape');
    await useColumns(app, sim.stalls, sim.steady);
    await app.ask('Fall silent.');
    const stalled = app.answer(sim.stalls);
    await expect(stalled.getByText('The answer stopped coming', { exact: true })).toBeVisible();
    await expect(stalled).toContainText('fell silent in the middle of the answer.');
    await expect(stalled.getByText('Interrupted', { exact: true })).toBeVisible();
    await expect(stalled.getByRole('button', { name: 'Retry', exact: true })).toHaveCount(1);
    await expect(stalled).toContainText('Simulated answer.');
    await expect(app.answer(sim.steady)).toContainText(steadyEnd);
  });

  test('an answer cut off at the output limit says so and points to the parameters', async ({ app }) => {
    await useColumns(app, sim.fast);
    await chooseInColumnMenu(app, sim.fast, 'Parameters');
    const limit = app.page.getByRole('textbox', { name: 'Maximum output tokens' });
    await limit.fill('12');
    await limit.press('Tab');
    await app.page.keyboard.press('Escape');
    await app.ask('A short leash.');
    await app.settled();
    await expect(
      app.answer(sim.fast).getByText('Cut off at the output limit', { exact: true }),
    ).toBeVisible();
  });
});
