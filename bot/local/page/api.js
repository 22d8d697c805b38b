/** What the page asks of the local Teams. Both throw when the answer is not 2xx. */
const answered = async (response) => {
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response.json();
};

export const get = async (path) => answered(await fetch(`/local/${path}`));

export const post = async (path, body) =>
  answered(
    await fetch(`/local/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
