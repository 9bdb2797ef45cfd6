const list = document.getElementById('risks');

async function show() {
  const risks = await (await fetch('/api/v1/risks')).json();
  list.replaceChildren(...risks.map(risk => {
    const item = document.createElement('li');
    const score = document.createElement('b');
    score.textContent = risk.score;
    item.append(risk.title, score);
    return item;
  }));
}

document.getElementById('add').addEventListener('submit', async event => {
  event.preventDefault();
  const form = new FormData(event.target);
  const risk = {title: form.get('title'), likelihood: +form.get('likelihood'), impact: +form.get('impact')};
  await fetch('/api/v1/risks', {method: 'POST', body: JSON.stringify(risk)});
  event.target.reset();
  await show();
});

show();
