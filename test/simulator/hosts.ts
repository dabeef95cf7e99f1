export const apiHost = 'api.cc.email';
export const authHost = 'authz.constantcontact.com';
