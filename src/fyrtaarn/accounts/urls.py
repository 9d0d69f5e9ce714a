from django.urls import path

from fyrtaarn.accounts import views

urlpatterns = [
    path("log-ind/", views.log_in, name="log_in"),
    path("log-ud/", views.log_out, name="log_out"),
    path("log-ind/glemt/", views.forgotten, name="password_reset"),
    path("log-ind/glemt/sendt/", views.forgotten_sent, name="password_reset_done"),
    path("log-ind/ny-adgangskode/klar/", views.password_set, name="password_reset_complete"),
    path("log-ind/ny-adgangskode/<uidb64>/<token>/", views.SetPassword.as_view(), name="password_reset_confirm"),
    path("log-ind/skift-adgangskode/", views.change_password, name="password_change"),
    path("sprog/", views.language, name="language"),
]
