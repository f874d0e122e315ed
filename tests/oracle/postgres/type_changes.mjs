export async function measureTypeChanges() { return {}; }
