import { describe, expect, it } from '@jest/globals';
import { noTarget, previewOf, selectionOf, targetOf } from './move-draft.js';

describe('the address says which tickets', () => {
  it.each<[string, unknown]>([
    ['', {}],
    ['queue=q1&status=open&priority=urgent', { queueId: 'q1', status: 'open', priority: 'urgent' }],
    ['assignee=me', { assigneeId: 'my-id' }],
    ['assignee=nobody', { assigneeId: null }],
    ['assignee=a2', { assigneeId: 'a2' }],
    ['status=closed&priority=none', {}],
    ['numbers=1001,1002&queue=q1', { numbers: [1001, 1002] }],
    ['numbers=0,x,-4', {}],
  ])('%s', (search, selection) => {
    expect(selectionOf(new URLSearchParams(search), 'my-id')).toEqual(selection);
  });
});

describe('where to', () => {
  it('is not said as long as nothing would change', () => {
    expect(targetOf(noTarget)).toBeNull();
    expect(targetOf({ ...noTarget, to: 'agents' })).toBeNull();
    expect(previewOf({}, noTarget)).toBeNull();
  });

  it('is a queue, people, or both', () => {
    expect(targetOf({ ...noTarget, queueId: 'q2' })).toEqual({ queueId: 'q2', assignees: { to: 'keep' } });
    expect(targetOf({ queueId: 'q2', to: 'agents', agentIds: ['a', 'b'] })).toEqual({
      queueId: 'q2',
      assignees: { to: 'agents', agentIds: ['a', 'b'] },
    });
    expect(targetOf({ ...noTarget, to: 'nobody' })).toEqual({ assignees: { to: 'nobody' } });
  });
});
