export const channelKinds = ['email', 'chat', 'phone'] as const;
export type ChannelKind = (typeof channelKinds)[number];
