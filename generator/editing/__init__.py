"""What helps people edit the content: workbooks out and in, skeletons, schemas for editors, safe mending."""
