import { capacityBounds, weightBounds } from '@diwan/tickets';
import { z } from 'zod';

const weight = z.number().int().min(weightBounds.least).max(weightBounds.most);
/** How much weight of open work somebody carries at most; 0: nothing is given to them. */
export const capacity = z.number().int().min(capacityBounds.least).max(capacityBounds.most);
export const channelWeights = z.object({ phone: weight, chat: weight, email: weight });

/** What holds for everybody who has nothing of their own. */
export const capacitySettings = z.object({ capacity, channelWeights }).meta({ id: 'CapacitySettings' });
export type CapacitySettings = z.infer<typeof capacitySettings>;

/** `expected`: what was read before; where it is not so any more, nothing is changed. */
export const saveCapacity = capacitySettings.extend({ expected: capacitySettings }).meta({ id: 'SaveCapacity' });
export type SaveCapacity = z.infer<typeof saveCapacity>;

/** An agent's own: null, or a channel left out, is as the organisation has it. */
export const ownCapacity = { capacity: capacity.nullable(), channelWeights: channelWeights.partial() };
export const agentCapacity = z.object(ownCapacity).meta({ id: 'AgentCapacity' });
export type AgentCapacity = z.infer<typeof agentCapacity>;
